/* Shows below a field of the editor how many of the recommended characters it has. */

function getCounter(field) {
  const id = `${field.id}-character-count`;
  let counter = document.getElementById(id);
  if (!counter) {
    counter = document.createElement("span");
    counter.id = id;
    counter.className = "character-count";
    field.after(counter);
    const describedBy = [field.getAttribute("aria-describedby"), id];
    field.setAttribute("aria-describedby", describedBy.filter(Boolean).join(" "));
  }
  return counter;
}

function updateCounter(field) {
  const recommended = Number(field.dataset.recommendedLength);
  // Count code points, as Python does.
  const length = [...field.value].length;
  const counter = getCounter(field);
  const isExceeded = length > recommended;
  counter.textContent = isExceeded
    ? `${length} characters: ${length - recommended} more than recommended`
    : `${length} of ${recommended} characters`;
  counter.toggleAttribute("data-exceeded", isExceeded);
}

function handleEvent({ target }) {
  if (target.matches?.("[data-recommended-length]")) updateCounter(target);
}

// Rows can be added to a form later, so the listeners are on the document.
document.addEventListener("input", handleEvent);
document.addEventListener("focusin", handleEvent);
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-recommended-length]").forEach(updateCounter);
});
