/* Opens the print dialog. Without JavaScript the link opens the print view. */

for (const link of document.querySelectorAll("[data-print]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.print();
  });
}
