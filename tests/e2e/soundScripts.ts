/** A voice that keeps what it was given to say. */
export const voiceScript = `(() => {
  window.said = [];
  const speech = {
    getVoices: () => [{ lang: 'id-ID', name: 'Uji', localService: true, default: true, voiceURI: 'uji' }],
    speak(utterance) {
      window.said.push(utterance.text);
      queueMicrotask(() => { utterance.onstart?.(); utterance.onend?.(); });
    },
    cancel() {}, addEventListener() {}, removeEventListener() {},
  };
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
})()`;

/**
 * A page that may not sound before somebody touched it, as a browser has it; asked by a test, the browser takes that for a touch, so
 * its own lock cannot be seen here.
 */
export const lockedScript = `
  window.AudioContext = class extends AudioContext {
    #isFree = false;
    get state() { return this.#isFree ? super.state : 'suspended'; }
    resume() {
      this.#isFree = true;
      this.dispatchEvent(new Event('statechange'));
      return super.resume();
    }
  }`;
