import { byId } from './dom.js';
import { shortPrint } from './format.js';
import { errorText } from './texts.js';

/** The forms by which a session begins. */
export class StartView {
  /**
   * @param {object} actions
   * @param {(options: {licenseToken: string, sessionType: string}) => Promise<void>} actions.onCreate
   * @param {(inviteCode: string) => Promise<void>} actions.onJoin
   * @param {(name: string) => void} actions.onRename
   */
  constructor({ onCreate, onJoin, onRename }) {
    this.#form('create', (data) =>
      onCreate({
        licenseToken: String(data.get('licenseToken')).trim(),
        sessionType: String(data.get('sessionType')),
      }),
    );
    this.#form('join', async (data) => {
      const code = String(data.get('inviteCode')).trim();
      if (!code) throw Object.assign(new Error(), { text: 'Enter the invite code.' });
      await onJoin(code);
    });
    const name = byId('device-name');
    name.addEventListener('change', () => onRename(name.value.trim()));
    byId('name-form').addEventListener('submit', (event) => {
      event.preventDefault();
      name.blur();
    });
  }

  /** @param {{deviceName: string, fingerprint: string}} device */
  showDevice({ deviceName, fingerprint }) {
    byId('device-name').value = deviceName;
    byId('fingerprint').textContent = shortPrint(fingerprint);
    byId('fingerprint').title = `Fingerprint of this tab's key: ${fingerprint}`;
  }

  /** Forgets what was typed and complained about before a session. */
  clear() {
    byId('code').value = '';
    for (const error of document.querySelectorAll('.form-error')) error.hidden = true;
  }

  /** Joins as if the code had been typed. @param {string} code */
  join(code) {
    byId('code').value = code;
    byId('join-form').requestSubmit();
  }

  /**
   * @param {'create' | 'join'} name
   * @param {(data: FormData) => Promise<void>} submit
   */
  #form(name, submit) {
    const form = byId(`${name}-form`);
    const error = byId(`${name}-error`);
    const button = form.querySelector('[type="submit"]');
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (button.disabled) return;
      error.hidden = true;
      button.disabled = true;
      try {
        await submit(new FormData(form));
      } catch (failure) {
        error.textContent = failure.text ?? errorText(failure);
        error.hidden = false;
        form.querySelector('input:not([type="radio"])').focus();
      } finally {
        button.disabled = false;
      }
    });
  }
}
