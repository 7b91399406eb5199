import { signal } from '@preact/signals'
import type { Commands } from '../browser/commands.ts'

/** The keys as the creator has set them: read again when they turn to the panel, as they may have changed them meanwhile. */
export function followShortcuts(deps: {
  commands: Commands
  onAttention: (heard: () => void) => () => void
  /** Reads those of moments. */
  look: () => Promise<void>
}) {
  const shortcut = signal<string | null>(null)
  const clip = async () => {
    shortcut.value = await deps.commands.shortcut('clip-page')
  }
  const look = () => Promise.all([clip(), deps.look()])
  return { shortcut, looked: look(), stop: deps.onAttention(() => void look()) }
}
