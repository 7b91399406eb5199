/** Why the process doesn't start or go on, as one sentence for the person at the terminal: shown without a stack. */
export class Refusal extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'Refusal'
  }
}
