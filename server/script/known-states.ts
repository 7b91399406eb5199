import type { ScriptState } from '../../core/contract/script.ts'

/** A script of 1,500 sentences has some megabytes; who writes one writes it for a while. */
const MOST = 8

/**
 * Scripts as this process has read them last, by their version, so that a typed word does not read the whole script.
 * A version that a transaction gave up is never asked for again. Nobody changes what is in it.
 */
const states = new Map<string, ScriptState>()

export function knownState(version: string): ScriptState | undefined {
  const state = states.get(version)
  if (!state) return undefined
  states.delete(version)
  states.set(version, state)
  return state
}

export function keepState(version: string, state: ScriptState): void {
  states.set(version, state)
  for (const oldest of states.keys()) {
    if (states.size <= MOST) break
    states.delete(oldest)
  }
}
