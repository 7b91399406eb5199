import type { VoiceModel } from '../../core/contract/voice-profile.ts'
import type { MeterReading } from '../../core/voice/reading.ts'

/** First what to read by, then texts; the answers carry the numbers of their texts. */
export type MeterOrder = { open: VoiceModel; language: string } | { id: number; text: string }
export type MeterWord =
  | { opened: true }
  /** It cannot read by this voice: for the creator. */
  | { refused: string }
  | { id: number; reading: MeterReading }
  | { id: number; failed: string }

/** What a worker's global scope is used as. */
export interface MeterScope {
  addEventListener(type: 'message', heard: (event: MessageEvent) => void): void
  postMessage(word: MeterWord): void
}

export interface Meter {
  read(text: string): MeterReading
}

/** The worker's side of the meter: one voice, any number of texts, until whoever began it ends it. */
export function serveMeter(
  scope: MeterScope,
  open: (model: VoiceModel, language: string) => Promise<Meter>,
): void {
  let meter: Meter | null = null
  async function begin(model: VoiceModel, language: string): Promise<void> {
    try {
      meter = await open(model, language)
      scope.postMessage({ opened: true })
    } catch (error) {
      scope.postMessage({ refused: wordsOf(error) })
    }
  }
  scope.addEventListener('message', event => {
    const order = event.data as MeterOrder
    if ('open' in order) return void begin(order.open, order.language)
    const { id, text } = order
    try {
      if (!meter) throw new Error('The meter was asked before it had a voice.')
      scope.postMessage({ id, reading: meter.read(text) })
    } catch (error) {
      scope.postMessage({ id, failed: wordsOf(error) })
    }
  })
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'The meter could not read this.'
