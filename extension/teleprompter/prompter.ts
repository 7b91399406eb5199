import { type PromptLine, placeAt } from './lines.ts'

export const SLOWEST = 0.5
export const FASTEST = 2
const STEP = 0.05

export interface PrompterState {
  running: boolean
  /** Milliseconds of speech that are behind. */
  atMs: number
  /** Times the creator's own speed. */
  speed: number
}

/** What a key or a button asks for. */
export type PrompterAct =
  | 'toggle'
  | 'faster'
  | 'slower'
  | 'next'
  | 'back'
  | 'next_beat'
  | 'last_beat'
  | 'start'

/** The time that runs: `ms` of the clock on the wall. It stops at the end. */
export function ran(state: PrompterState, lines: readonly PromptLine[], ms: number): PrompterState {
  if (!state.running) return state
  const end = lines.at(-1)?.endMs ?? 0
  const atMs = Math.min(end, state.atMs + ms * state.speed)
  return { ...state, atMs, running: atMs < end }
}

export function acted(state: PrompterState, lines: readonly PromptLine[], act: PrompterAct): PrompterState {
  const { line } = placeAt(lines, state.atMs)
  const at = (to: number) => ({
    ...state,
    atMs: lines[Math.min(Math.max(to, 0), lines.length - 1)]?.startMs ?? 0,
  })
  switch (act) {
    case 'toggle': {
      const over = state.atMs >= (lines.at(-1)?.endMs ?? 0)
      // At the end it begins anew: nobody wants to run on from there.
      return over ? { ...state, atMs: 0, running: lines.length > 0 } : { ...state, running: !state.running }
    }
    case 'faster':
      return { ...state, speed: stepped(state.speed + STEP) }
    case 'slower':
      return { ...state, speed: stepped(state.speed - STEP) }
    case 'next':
      return at(line + 1)
    case 'back':
      // Within a sentence: to where it begins. There: to the one before.
      return at(state.atMs - lines[line]!.startMs > 600 ? line : line - 1)
    case 'next_beat': {
      const next = lines.findIndex((each, place) => place > line && each.heading !== null)
      return next < 0 ? state : at(next)
    }
    case 'last_beat': {
      const begins = lines.findLastIndex(
        (each, place) => place <= line && each.heading !== null && each.startMs < state.atMs,
      )
      return at(Math.max(0, begins))
    }
    case 'start':
      return { ...state, atMs: 0 }
  }
}

const stepped = (speed: number): number => Math.round(Math.min(FASTEST, Math.max(SLOWEST, speed)) * 100) / 100

/** Milliseconds on the wall until the end. */
export const leftMs = ({ atMs, speed }: PrompterState, lines: readonly PromptLine[]): number =>
  Math.max(0, (lines.at(-1)?.endMs ?? 0) - atMs) / speed
