import type { PrompterAct } from './prompter.ts'

export type KeyAct = PrompterAct | 'mirror' | 'larger' | 'smaller'

/**
 * What a key means. Presenter remotes send PageDown and PageUp for their two buttons, some the arrows, F5 or Escape for
 * the third, and `b` or `.` where they blank a slide: that pauses.
 */
const acts: Record<string, KeyAct> = {
  ' ': 'toggle',
  Enter: 'toggle',
  b: 'toggle',
  '.': 'toggle',
  F5: 'toggle',
  PageDown: 'next',
  ArrowRight: 'next',
  PageUp: 'back',
  ArrowLeft: 'back',
  ArrowUp: 'faster',
  ArrowDown: 'slower',
  n: 'next_beat',
  p: 'last_beat',
  Home: 'start',
  m: 'mirror',
  '+': 'larger',
  '=': 'larger',
  '-': 'smaller',
}

export interface PressedKey {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  /** On a button or in a field the key is its own. */
  within: 'button' | 'field' | null
}

/** null: it is none of ours. */
export function keyAct({ key, ctrlKey, metaKey, altKey, within }: PressedKey): KeyAct | null {
  if (ctrlKey || metaKey || altKey || within === 'field') return null
  if (within === 'button' && (key === ' ' || key === 'Enter')) return null
  return acts[key.length === 1 ? key.toLowerCase() : key] ?? null
}
