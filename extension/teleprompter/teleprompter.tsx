import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { HandedScript } from '../exports/handed-script.ts'
import { Button } from '../panel/ui/button.tsx'
import { clockTime } from '../panel/words/numbers.ts'
import { type KeyAct, keyAct } from './keys.ts'
import { type PromptLine, placeAt, promptLines } from './lines.ts'
import { LARGEST, type Looks, SMALLEST } from './looks.ts'
import { acted, leftMs, type PrompterState, ran } from './prompter.ts'
import { stayAwake } from './stay-awake.ts'

interface TeleprompterProps {
  script: HandedScript
  begun: Looks
  onLooks: (looks: Looks) => void
}

/** Where on the page the line that is spoken stands, from the top: above the middle, near the camera. */
const READING_SHARE = 0.38
/** A frame that came later than this came after the tab had slept: nothing was spoken meanwhile. */
const LONGEST_FRAME_MS = 500

/** The script in large letters, moved on by the words that are spoken: by the creator's pace, and not by the pixel. */
export function Teleprompter({ script, begun, onLooks }: TeleprompterProps) {
  const lines = useMemo(() => promptLines(script.state, script.pace), [script])
  const [looks, setLooks] = useState(begun)
  const [state, setState] = useState<PrompterState>({ running: false, atMs: 0, speed: begun.speed })
  const page = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const calm = useReducedMotion()

  const look = (changes: Partial<Looks>) => {
    const next = { ...looks, ...changes }
    setLooks(next)
    onLooks(next)
  }
  const act = (what: KeyAct) => {
    if (what === 'mirror') return look({ mirrored: !looks.mirrored })
    if (what === 'larger') return look({ size: Math.min(LARGEST, looks.size + 8) })
    if (what === 'smaller') return look({ size: Math.max(SMALLEST, looks.size - 8) })
    setState(now => acted(now, lines, what))
  }
  useEffect(() => {
    if (state.speed !== looks.speed) look({ speed: state.speed })
  }, [state.speed])
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const on = event.target as Element | null
      const within = on?.closest?.('input, select, textarea')
        ? 'field'
        : on?.closest?.('button')
          ? 'button'
          : null
      const what = keyAct({
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        within,
      })
      if (!what) return
      event.preventDefault()
      act(what)
    }
    addEventListener('keydown', heard)
    return () => removeEventListener('keydown', heard)
  })
  useEffect(() => {
    if (!state.running) return
    let before = performance.now()
    let frame = requestAnimationFrame(function go(time) {
      const ms = Math.min(LONGEST_FRAME_MS, Math.max(0, time - before))
      before = time
      setState(now => ran(now, lines, ms))
      frame = requestAnimationFrame(go)
    })
    const sleep = stayAwake(navigator)
    return () => {
      cancelAnimationFrame(frame)
      sleep()
    }
  }, [state.running, lines])

  const { line, share } = placeAt(lines, state.atMs)
  // In steps of a line where motion is not wanted.
  const within = calm ? 0 : share
  useLayoutEffect(() => {
    const shown = text.current?.querySelectorAll<HTMLElement>('.prompt__line')[line]
    if (!shown || !text.current || !page.current) return
    const at = shown.offsetTop + shown.offsetHeight * within
    text.current.style.transform = `translateY(${page.current.clientHeight * READING_SHARE - at}px)`
  }, [line, within, looks.size, useSize(page)])

  const left = leftMs(state, lines)
  return (
    <div class="prompt" style={{ '--prompt-size': `${looks.size}px` }}>
      <main ref={page} class={`prompt__page${looks.mirrored ? ' prompt__page--mirrored' : ''}`}>
        <h1 class="unseen">{script.title}</h1>
        <div ref={text} class="prompt__text">
          {lines.map((each, at) => (
            <Line key={at} line={each} now={at === line} />
          ))}
        </div>
      </main>
      <footer class="prompt__bar">
        <Button icon={state.running ? 'stop' : 'play'} tone="primary" onClick={() => act('toggle')}>
          {state.running ? 'Pause' : 'Start'}
        </Button>
        <p class="prompt__left numbers" role="timer">
          {clockTime(Math.ceil(left / 1_000) * 1_000)} left
        </p>
        <Steps
          label="Speed"
          value={`${Math.round(state.speed * script.pace.speech)} words a minute`}
          onLess={() => act('slower')}
          onMore={() => act('faster')}
        />
        <Steps
          label="Letters"
          value={`${looks.size}`}
          onLess={() => act('smaller')}
          onMore={() => act('larger')}
        />
        <Button aria-pressed={looks.mirrored} onClick={() => act('mirror')}>
          Mirror
        </Button>
        <Button tone="quiet" icon="back" onClick={() => act('start')}>
          To the start
        </Button>
      </footer>
    </div>
  )
}

function Line({ line, now }: { line: PromptLine; now: boolean }) {
  return (
    <>
      {line.heading !== null && (
        <h2 class="prompt__beat" dir="auto">
          {line.heading}
        </h2>
      )}
      <p
        class={`prompt__line${now ? ' prompt__line--now' : ''}`}
        aria-current={now ? 'true' : undefined}
        dir="auto"
      >
        {line.text}
      </p>
    </>
  )
}

interface StepsProps {
  label: string
  value: string
  onLess: () => void
  onMore: () => void
}

function Steps({ label, value, onLess, onMore }: StepsProps) {
  return (
    <fieldset class="prompt__steps">
      <legend class="unseen">{label}</legend>
      <Button small aria-label={`${label}: less`} onClick={onLess}>
        −
      </Button>
      <span class="prompt__value numbers">
        {label}: {value}
      </span>
      <Button small aria-label={`${label}: more`} onClick={onMore}>
        +
      </Button>
    </fieldset>
  )
}

function useReducedMotion(): boolean {
  const asked = useMemo(() => matchMedia('(prefers-reduced-motion: reduce)'), [])
  const [reduced, setReduced] = useState(asked.matches)
  useEffect(() => {
    const heard = () => setReduced(asked.matches)
    asked.addEventListener('change', heard)
    return () => asked.removeEventListener('change', heard)
  }, [asked])
  return reduced
}

/** Another number whenever the page has another size: lines break elsewhere then. */
function useSize(of: { current: HTMLElement | null }): number {
  const [size, setSize] = useState(0)
  useEffect(() => {
    const observer = new ResizeObserver(() => setSize(before => before + 1))
    observer.observe(of.current!)
    return () => observer.disconnect()
  }, [])
  return size
}
