import { useEffect } from 'preact/hooks'
import type { Decisions, DecisionsWorld } from '../decisions/decisions-world.ts'
import { openBranch } from '../decisions/gate-words.ts'
import { usePanel } from '../panel-context.ts'
import { useShared } from '../writing.tsx'

/** Projects that were preset since the panel was opened: who then says "None" means it. */
const preset = new Set<string>()

/** Before anything was asked for, the creator's only voice is the one that is written in: it need not be chosen. */
export function usePresetVoice(acts: DecisionsWorld | null, known: Decisions | null): void {
  const { world } = usePanel()
  const { voices } = world.voice.list.value
  const { projectId } = world.work.value
  const own = useShared() === null
  const [voice, another] = voices
  const begun = known !== null && (known.offers.length > 0 || openBranch(known.ways)?.angle != null)
  const plan = known?.ways?.plan
  const online = world.connection.value.state === 'online'
  // A guest has no say in whose voice it is written.
  const wanted =
    own && online && !begun && plan?.voiceId === null && voice !== undefined && another === undefined
  useEffect(() => {
    if (!acts || !plan || !voice || !wanted || preset.has(projectId)) return
    preset.add(projectId)
    // Where it fails nothing is lost: it can be chosen by hand.
    void acts.setPlan({ voiceId: voice.id })
  }, [wanted, projectId, acts])
}
