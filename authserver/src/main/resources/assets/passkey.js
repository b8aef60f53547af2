// @ts-check
// Lets people use passkeys. The forms marked with data-passkey stay hidden where there are none.

/** What people are told if it does not work out; the reason may be theirs alone (privacy). */
const AGAIN = "That did not work out. Try again.";
const EXPIRED = "This page has expired. Load it again.";

/** Whether the browser has passkeys, and reads our options by itself. */
const able =
  typeof PublicKeyCredential === "function" &&
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function" &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

/**
 * Fetches the options for a form. Their challenge works once.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<any>}
 */
async function options(form) {
  const fields = new URLSearchParams();
  for (const name of ["request", "csrf"]) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) fields.set(name, field.value);
  }
  const answer = await fetch(`${form.action}/options`, { method: "POST", body: fields });
  if (!answer.ok) throw new Error(EXPIRED);
  return answer.json();
}

/**
 * Asks the person for a passkey, old or new.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<Credential | null>}
 */
async function credential(form) {
  const json = await options(form);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({
        publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json),
      })
    : navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json),
      });
}

/**
 * Puts what the authenticator says into the form and sends it.
 *
 * @param {HTMLFormElement} form
 */
async function send(form) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("credential"));
  field.value = JSON.stringify(await credential(form));
  form.submit();
}

/**
 * Tells people how it goes.
 *
 * @param {HTMLFormElement} form
 * @param {boolean} busy
 * @param {string} text
 */
function show(form, busy, text) {
  for (const button of form.querySelectorAll("button")) button.disabled = busy;
  const status = form.querySelector("[role=status]");
  if (status) status.textContent = text;
}

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (
  document.querySelectorAll("form[data-passkey]")
)) {
  form.hidden = !able;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    show(form, true, "");
    try {
      await send(form);
    } catch (error) {
      show(form, false, error instanceof Error && error.message === EXPIRED ? EXPIRED : AGAIN);
    }
  });
}

if (able) {
  for (const note of document.querySelectorAll("[data-without-passkeys]")) note.remove();
}
