import { useEffect, useRef, useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { IconButton } from '../ui/button.tsx'

const problems: Record<string, string> = {
  'no-speech': 'Nothing was heard. Press the microphone and speak again.',
  'audio-capture': 'No microphone was found. Plug one in, or type.',
  network: 'Your browser’s speech recognition cannot be reached. Type instead, or try again later.',
  'language-not-supported': 'Your browser does not understand this language by ear. Type instead.',
}
const OTHER = 'Your browser did not listen. Type instead, or try again.'

/**
 * Speaking instead of typing, by the browser's own recognition; nothing where it has none. Words go in where the
 * text ends; what is not certain yet shows beside.
 */
export function Dictate({ onWords, label }: { onWords: (words: string) => void; label: string }) {
  const { world, feedback } = usePanel()
  const [listening, setListening] = useState<{ stop(): void } | null>(null)
  const [guess, setGuess] = useState('')
  const words = useRef(onWords)
  words.current = onWords
  const current = useRef<{ stop(): void } | null>(null)
  useEffect(() => () => current.current?.stop(), [])
  const { speech } = world
  if (!speech) return null

  const ended = (problem: string | null) => {
    current.current = null
    setListening(null)
    setGuess('')
    if (problem === 'not-allowed' || problem === 'service-not-allowed') {
      feedback.toast({
        tone: 'bad',
        text: 'Ownwords may not use the microphone yet: allow it on the page that just opened, then press again.',
      })
      void speech.askForMicrophone()
    } else if (problem && problem !== 'aborted')
      feedback.toast({ tone: 'bad', text: problems[problem] ?? OTHER })
  }
  const start = async () => {
    const language = navigator.language
    if (!(await speech.staysHere(language)))
      feedback.toast({
        tone: 'calm',
        text: 'Listening. What you say goes to your browser’s maker to be understood.',
      })
    const control = speech.listen(language, {
      heard(certain, maybe) {
        if (certain.trim()) words.current(certain.trim())
        setGuess(maybe)
      },
      ended,
    })
    current.current = control
    setListening(control)
  }
  return (
    <>
      {listening && guess && (
        <span class="dictate__guess" aria-hidden="true">
          {guess}
        </span>
      )}
      <IconButton
        icon={listening ? 'stop' : 'microphone'}
        label={listening ? 'Stop listening' : label}
        aria-pressed={listening ? 'true' : 'false'}
        onClick={() => (listening ? listening.stop() : void start())}
      />
    </>
  )
}

/** Two texts as one, with a space where there is none. */
export const joined = (before: string, words: string): string =>
  before === '' || /\s$/.test(before) ? before + words : `${before} ${words}`
