/* A worker that finds the number whose hash with the salt is the challenge (ALTCHA). */

self.onmessage = async ({ data }) => {
  try {
    self.postMessage(await solve(data));
  } catch {
    // For example, a browser that computes digests only on HTTPS pages.
    self.postMessage(null);
  }
};

async function solve({ algorithm, challenge, maxNumber, salt }) {
  const encoder = new TextEncoder();
  for (let number = 0; number <= maxNumber; number += 1) {
    const digest = await crypto.subtle.digest(algorithm, encoder.encode(`${salt}${number}`));
    if (hex(digest) === challenge) return number;
  }
  return null;
}

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
