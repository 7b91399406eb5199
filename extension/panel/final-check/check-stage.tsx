import './final-check.css'
import type { Branch, Outline, Ways } from '../../../core/contract/decision.ts'
import { spokenOf } from '../../../core/script/order.ts'
import type { DecisionsWorld } from '../decisions/decisions-world.ts'
import { ExportDoor } from '../export/export-door.tsx'
import { ReceiptDoor } from '../receipt/receipt-door.tsx'
import { ScriptHeld } from '../script/script-held.tsx'
import type { ScriptDocument, ScriptWorld } from '../script/script-world.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useLate } from '../use-late.ts'
import { CheckView } from './check-view.tsx'

interface CheckStageProps {
  /** Goes to where the script is written, to this sentence or to its beginning; null: there is no such place. */
  onWrite: ((sentenceId: string | null) => void) | null
}

/** The one page before export: what is to be mended, each with the press that mends it, and the door out below. */
export function CheckStage({ onWrite }: CheckStageProps) {
  const script = useLate('script')
  const decisions = useLate('decisions')
  const document = script?.document.value ?? null
  if (!script || !decisions || !document)
    return (
      <>
        <p class="unseen" role="status">
          Opening the script
        </p>
        <Skeleton rows={3} />
      </>
    )
  return (
    <Opened
      key={document.branchId}
      script={script}
      decisions={decisions}
      document={document}
      onWrite={onWrite}
    />
  )
}

interface OpenedProps extends CheckStageProps {
  script: ScriptWorld
  decisions: DecisionsWorld
  document: ScriptDocument
}

function Opened({ script, decisions, document, onWrite }: OpenedProps) {
  const state = document.state.value
  const { ways } = decisions.decisions.value
  if (!spokenOf(state).some(({ text }) => text.trim() !== '')) return <NothingWritten onWrite={onWrite} />
  return (
    <div class="check-page">
      <ScriptHeld document={document}>
        <CheckView
          script={script}
          document={document}
          decisions={decisions}
          outline={outlineOf(branchOf(ways, document.branchId))}
          onWrite={onWrite}
        />
      </ScriptHeld>
      <ExportDoor script={script} document={document} decisions={decisions} />
      <ReceiptDoor />
    </div>
  )
}

const branchOf = (ways: Ways | null, branchId: string): Branch | null =>
  ways?.branches.find(({ id }) => id === branchId) ?? null

const outlineOf = (branch: Branch | null): Outline | null =>
  branch?.outline?.content.gate === 'outline' ? branch.outline.content.outline : null

function NothingWritten({ onWrite }: CheckStageProps) {
  return (
    <div class="teach">
      <h3 class="teach__title">Nothing is written yet</h3>
      <p>Once your script has words, this page says what is to be mended before they leave:</p>
      <ul class="check-teach">
        <li>
          <b>Open sentences</b>, and sources that changed or are gone since you clipped them.
        </li>
        <li>
          <b>Numbers</b> that one source gives, and words that are somebody’s, not said to be.
        </li>
        <li>
          <b>Passages</b> that do not sound like you, sentences longer than a breath, the whole length.
        </li>
      </ul>
      {onWrite && (
        <Button tone="primary" icon="pen" onClick={() => onWrite(null)}>
          Go to the script
        </Button>
      )}
    </div>
  )
}
