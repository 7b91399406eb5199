import { signal } from '@preact/signals'
import { expect, it, vi } from 'vitest'
import type { Ways } from '../../core/contract/decision.ts'
import { usualPace } from '../../core/script/timing.ts'
import type { Decisions } from '../../extension/panel/decisions/decisions-world.ts'
import type { ScriptDocument } from '../../extension/panel/script/script-world.ts'
import type { Work } from '../../extension/panel/world.ts'
import { lateStudio } from '../../extension/world/late-studio.ts'
import { settings } from './panel/fake-world.ts'
import { flooding } from './panel/script-samples.ts'
import { memoryArea } from './support/ports.ts'

// What goes into a page is not of interest here.
vi.mock('../../extension/studio/ask-studio.ts', () => ({ chromeAskStudio: () => async () => null }))

const branch = { id: 'b', angle: null }
const ways = {
  openId: 'b',
  branches: [branch],
  plan: { targetSeconds: 480, voiceId: null },
} as unknown as Ways

/** Decisions and a script that come when the test lets them. */
function world() {
  const decisions = signal<Decisions>({ state: 'loading', ways: null, offers: [], failure: null })
  const document = signal<ScriptDocument | null>(null)
  const sync = signal({ state: 'loading' })
  const timers: (() => void)[] = []
  const area = memoryArea()
  const studio = lateStudio({
    work: signal<Work>(settings().work),
    tabs: { get: async () => Promise.reject(new Error('No tab here')) },
    session: area,
    local: area,
    clock: () => 0,
    decisions: async () => ({ decisions }) as never,
    script: async () => ({ document, pace: signal(usualPace) }) as never,
    setTimer(run) {
      timers.push(run)
      return () => {
        const at = timers.indexOf(run)
        if (at >= 0) timers.splice(at, 1)
      }
    },
  })
  const open = () => {
    document.value = { branchId: 'b', state: signal(flooding), sync } as unknown as ScriptDocument
  }
  return { studio, decisions, sync, timers, open }
}
const turn = () => new Promise(resolve => setTimeout(resolve))

it('waits for what is decided and for the script as this panel has it', async () => {
  const { studio, decisions, sync, timers, open } = world()
  const material = (await studio()).material()
  await turn()
  decisions.value = { ...decisions.value, state: 'there', ways }
  await turn()
  open()
  await turn()
  sync.value = { state: 'offline' }
  const answer = await material
  expect(answer.ok && answer.value.missing.join(' ')).toContain('No angle is decided yet')
  expect(answer.ok && answer.value.missing.join(' ')).not.toContain('could not be read')
  expect(timers).toHaveLength(0)
})

it('goes on without a script that does not come, and says so', async () => {
  const { studio, decisions, timers } = world()
  decisions.value = { ...decisions.value, state: 'there', ways }
  const material = (await studio()).material()
  await vi.waitFor(() => expect(timers).toHaveLength(1))
  timers[0]!()
  const answer = await material
  expect(answer.ok && answer.value.missing.join(' ')).toContain('The script could not be read just now')
  expect(timers).toHaveLength(0)
})
