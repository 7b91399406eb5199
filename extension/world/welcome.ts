import { signal } from '@preact/signals'
import type { Area } from '../browser/storage.ts'

interface Welcome {
  connected: boolean
  clipped: boolean
  dismissed: boolean
}

const KEY = 'welcome'

/** The steps of the first use that are behind the creator. */
export function welcomeIn(local: Area) {
  const state = signal<Welcome>({ connected: false, clipped: false, dismissed: false })
  const read = local.get(KEY).then(kept => {
    const { connected, clipped, dismissed } = (kept ?? {}) as Partial<Welcome>
    state.value = {
      connected: connected === true,
      clipped: clipped === true,
      dismissed: dismissed === true,
    }
  })
  return {
    state,
    read,
    async note(step: Partial<Welcome>): Promise<void> {
      await read
      const next = { ...state.peek(), ...step }
      if (JSON.stringify(next) === JSON.stringify(state.peek())) return
      state.value = next
      await local.set(KEY, next)
    },
  }
}
