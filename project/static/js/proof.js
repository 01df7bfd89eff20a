/* Finds the number whose hash with the salt is the challenge (ALTCHA). Runs as a worker. */

self.onmessage = async ({ data: { algorithm, challenge, maxNumber, salt } }) => {
  const encoder = new TextEncoder();
  for (let number = 0; number <= maxNumber; number += 1) {
    const digest = await crypto.subtle.digest(algorithm, encoder.encode(`${salt}${number}`));
    if (hex(digest) === challenge) {
      self.postMessage(number);
      return;
    }
  }
  throw new Error("The challenge has no solution.");
};

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
