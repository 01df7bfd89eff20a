/* Says under a field of the editor how many characters it has, of so many that are read. */

function counterOf(field) {
  const id = `${field.id}-characters`;
  let counter = document.getElementById(id);
  if (!counter) {
    counter = document.createElement("span");
    counter.id = id;
    counter.className = "characters";
    field.after(counter);
    const described = [field.getAttribute("aria-describedby"), id];
    field.setAttribute("aria-describedby", described.filter(Boolean).join(" "));
  }
  return counter;
}

function count(field) {
  const most = Number(field.dataset.characters);
  // As Python counts them.
  const characters = [...field.value].length;
  const counter = counterOf(field);
  const over = characters > most;
  counter.textContent = over
    ? `${characters} characters: ${characters - most} more than are read`
    : `${characters} of ${most} characters`;
  counter.toggleAttribute("data-over", over);
}

function countIfCounted({ target }) {
  if (target.matches?.("[data-characters]")) count(target);
}

// Rows of a form may come later: all is heard at the document.
document.addEventListener("input", countIfCounted);
document.addEventListener("focusin", countIfCounted);
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-characters]").forEach(count);
});
