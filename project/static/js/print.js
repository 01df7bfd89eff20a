/* Opens the print dialogue; without a script the link leads to the print edition. */

for (const link of document.querySelectorAll("[data-print]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.print();
  });
}
