/**
 * The browser's own speech recognition, as far as the panel uses it. TypeScript's library does not describe it, and
 * Chrome has it under its old name.
 */
interface Recognition extends EventTarget {
  lang: string
  continuous: boolean
  interimResults: boolean
  /** On the computer itself, where the browser can (Chrome 139 and later). */
  processLocally?: boolean
  onresult: ((event: { resultIndex: number; results: ArrayLike<RecognitionResult> }) => void) | null
  onerror: ((event: { error: string }) => void) | null
  onend: (() => void) | null
  start(): void
  stop(): void
  abort(): void
}
type RecognitionResult = ArrayLike<{ transcript: string }> & { isFinal: boolean }
type RecognitionClass = (new () => Recognition) & {
  available?(options: { langs: string[]; processLocally: boolean }): Promise<string>
}

export interface Speech {
  /** Whether what is said stays on this computer in this language; else the browser's maker hears it. */
  staysHere(language: string): Promise<boolean>
  /** Begins to listen. `heard` gets the words that are certain and those that may still change. */
  listen(
    language: string,
    on: { heard: (certain: string, guess: string) => void; ended: (problem: string | null) => void },
  ): { stop(): void }
  /** Where a panel may not ask for the microphone: opens a page of ours that may. */
  askForMicrophone(): Promise<void>
}

/** null where the browser has none. */
export function browserSpeech(openPage: (path: string) => Promise<unknown>): Speech | null {
  const scope = globalThis as { SpeechRecognition?: unknown; webkitSpeechRecognition?: unknown }
  const Recognition = (scope.SpeechRecognition ?? scope.webkitSpeechRecognition) as
    | RecognitionClass
    | undefined
  if (typeof Recognition !== 'function') return null
  const staysHere = async (language: string) => {
    try {
      return (await Recognition.available?.({ langs: [language], processLocally: true })) === 'available'
    } catch {
      return false
    }
  }
  return {
    staysHere,
    listen(language, { heard, ended }) {
      const recognition = new Recognition()
      recognition.lang = language
      recognition.continuous = true
      recognition.interimResults = true
      let problem: string | null = null
      recognition.onresult = ({ resultIndex, results }) => {
        let certain = ''
        let guess = ''
        for (let at = resultIndex; at < results.length; at++) {
          const said = results[at]![0]?.transcript ?? ''
          if (results[at]!.isFinal) certain += said
          else guess += said
        }
        heard(certain, guess)
      }
      recognition.onerror = ({ error }) => {
        problem = error
      }
      recognition.onend = () => ended(problem)
      let stopped = false
      void staysHere(language).then(local => {
        if (stopped) return ended(null)
        if (local) recognition.processLocally = true
        try {
          recognition.start()
        } catch {
          ended('audio-capture')
        }
      })
      return {
        stop() {
          stopped = true
          recognition.stop()
        },
      }
    },
    async askForMicrophone() {
      await openPage('/microphone.html')
    },
  }
}
