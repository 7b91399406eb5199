import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Plan } from '../../core/contract/decision.ts'
import { newId } from '../../core/contract/new-id.ts'
import { ok } from '../../core/contract/result.ts'
import type { HeardEvent, Run } from '../../core/contract/run.ts'
import type { VoiceDetail, VoiceVersion } from '../../core/contract/voice.ts'
import { paceOfVoice, usualPace } from '../../core/script/timing.ts'
import type { Answer } from '../api/client.ts'
import type { ScriptApi } from '../api/script.ts'
import type { Area } from '../browser/storage.ts'
import type { Library } from '../outbox/library.ts'
import type { DecisionsWorld } from '../panel/decisions/decisions-world.ts'
import type { ScriptDocument, ScriptWorld } from '../panel/script/script-world.ts'
import type { Work } from '../panel/world.ts'
import { type DocumentDeps, type OpenDocument, openDocument } from '../script/document.ts'
import { type Drafting, draftingOf, draftsOf } from './drafting.ts'
import { leftFindings } from './left-findings.ts'
import { pointsOf } from './points.ts'

export interface ScriptDeps extends Omit<DocumentDeps, 'api' | 'newId'> {
  api: ScriptApi
  decisions: Pick<DecisionsWorld, 'decisions'>
  work: ReadonlySignal<Work>
  addRun: (run: Run) => void
  /** Sends what waits: the server must know the project and its sources first. */
  flush: () => Promise<void>
  library: Pick<Library, 'voice'>
  local: Area
  voice: (id: string, projectId: string) => Answer<VoiceDetail>
  /** Why the project may not be changed; null where it may. */
  held: ReadonlySignal<string | null>
}

/** The script of the way that is open, and how fast it will be spoken. */
export function scriptWorld(deps: ScriptDeps) {
  const { api, decisions, work, clock, library } = deps
  const opened = signal<{ document: ScriptDocument; core: OpenDocument } | null>(null)
  const planned = signal<VoiceVersion | null>(null)
  const pace = computed(() => (planned.value ? paceOfVoice(planned.value.profile) : usualPace))
  const left = leftFindings(deps.local)
  const drafting: Drafting = draftingOf(work)
  const ways = computed(() => decisions.decisions.value.ways)
  const projectId = computed(() => work.value.projectId)
  const branchId = computed(() => {
    const open = ways.value?.branches.find(({ id }) => id === ways.value?.openId)
    // Of another project, whose ways are still shown: none.
    return open && open.projectId === projectId.value ? open.id : null
  })
  const voiceId = computed(() => ways.value?.plan.voiceId ?? null)

  function turnTo(id: string | null): void {
    const before = opened.peek()
    if (before?.core.branchId === id) return
    void before?.core.stop()
    if (!id) {
      opened.value = null
      return
    }
    const core = heldDocument(openDocument({ ...deps, newId: () => newId(clock()) }, id), deps.held)
    const acts = { api, core, clock }
    const document: ScriptDocument = {
      branchId: id,
      state: core.state,
      sync: core.sync,
      held: core.held,
      change: core.change,
      canUndo: core.canUndo,
      canRedo: core.canRedo,
      undo: core.undo,
      redo: core.redo,
      ...pointsOf(acts),
      ...draftsOf({ ...acts, ...deps, drafting }),
      drafting: drafting.shown(core.state),
      stop: () => void core.stop(),
    }
    opened.value = { document, core }
  }

  async function readVoice(id: Plan['voiceId']): Promise<void> {
    const kept = id ? await library.voice(id).catch(() => null) : null
    const show = (detail: VoiceDetail | null) => {
      if (id === voiceId.peek()) planned.value = detail?.current ?? null
    }
    show(kept)
    if (!id || kept) return
    const answer = await deps.voice(id, projectId.peek())
    if (answer.ok) show(answer.value)
  }

  const offs = [effect(() => turnTo(branchId.value)), effect(() => void readVoice(voiceId.value))]

  const world: ScriptWorld = {
    document: computed(() => opened.value?.document ?? null),
    planned,
    pace,
    left,
    async rules() {
      const id = voiceId.peek()
      // Without a voice nothing is learned of one.
      return id ? api.rules(id) : ok([])
    },
    decideRule: (rule, state) => api.decideRule(rule.id, state),
  }

  return {
    world,
    heard: (event: HeardEvent) => drafting.heard(event),
    ended: (run: Run) => drafting.ended(run),
    connect: () => opened.peek()?.core.connect(),
    stop(): void {
      left.stop()
      for (const off of offs) off()
      void opened.peek()?.core.stop()
    },
  }
}

/** A change is on this computer before any server could refuse it: where the project is only read, none is made. */
function heldDocument(core: OpenDocument, held: ReadonlySignal<string | null>): OpenDocument {
  const unlessHeld =
    <Args extends unknown[]>(act: (...args: Args) => void) =>
    (...args: Args) => {
      if (held.peek() === null) act(...args)
    }
  return {
    ...core,
    change: unlessHeld(core.change),
    undo: unlessHeld(core.undo),
    redo: unlessHeld(core.redo),
  }
}
