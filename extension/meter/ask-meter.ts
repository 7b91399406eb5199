import type { VoiceVersion } from '../../core/contract/voice.ts'
import type { MeterReading } from '../../core/voice/reading.ts'
import type { MeterOrder, MeterWord } from './meter-worker.ts'

/** A worker that reads by a voice, as far as we use it. */
export interface MeterThread {
  onmessage: ((event: MessageEvent) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  postMessage(order: MeterOrder): void
  terminate(): void
}

export interface AskedMeter {
  read(text: string): Promise<MeterReading>
  /** False once its worker has died or was ended. */
  isOpen(): boolean
  /** What is being read then is refused. */
  close(): void
}

const ENDED = 'The meter was closed while it read. Open it again.'

/**
 * A meter of this version in a worker of its own: the panel stays quick whatever text it is given.
 * @throws Error with words for the creator, where the worker cannot read by this version
 */
export function meterIn(thread: MeterThread, { profile }: VoiceVersion): Promise<AskedMeter> {
  const asked = new Map<number, { resolve: (reading: MeterReading) => void; reject: (why: Error) => void }>()
  let count = 0
  let dead: Error | null = null
  const die = (why: string) => {
    dead ??= new Error(why)
    thread.terminate()
    for (const { reject } of asked.values()) reject(dead)
    asked.clear()
  }
  const meter: AskedMeter = {
    read(text) {
      if (dead) return Promise.reject(dead)
      const id = ++count
      return new Promise((resolve, reject) => {
        asked.set(id, { resolve, reject })
        thread.postMessage({ id, text })
      })
    },
    isOpen: () => dead === null,
    close: () => die(ENDED),
  }
  return new Promise((resolve, reject) => {
    thread.onmessage = ({ data }) => {
      const word = data as MeterWord
      if ('opened' in word) return resolve(meter)
      if ('refused' in word) {
        die(word.refused)
        return reject(dead)
      }
      const one = asked.get(word.id)
      asked.delete(word.id)
      if ('reading' in word) one?.resolve(word.reading)
      else one?.reject(new Error(word.failed))
    }
    thread.onerror = () => {
      die('The meter stopped on this text. Try a shorter one.')
      reject(dead)
    }
    thread.postMessage({ open: profile.model, language: profile.language })
  })
}
