import { useState } from 'preact/hooks'
import type { Branch } from '../../../core/contract/decision.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import type { DecisionsWorld } from './decisions-world.ts'
import { told } from './gate-words.ts'

/** Another name for a way. */
export function NameWay({
  acts,
  branch,
  onClosed,
}: {
  acts: DecisionsWorld
  branch: Branch
  onClosed: () => void
}) {
  const { feedback } = usePanel()
  const [name, setName] = useState(branch.name)
  const [busy, setBusy] = useState(false)
  return (
    <Dialog title="Rename this way" onClosed={onClosed}>
      {close => (
        <form
          class="gate-form"
          onSubmit={async event => {
            event.preventDefault()
            if (!name.trim() || busy) return
            setBusy(true)
            const done = await told(feedback, acts.rename(branch.id, name.trim()))
            setBusy(false)
            if (done) close()
          }}
        >
          <Field label="Name" value={name} maxLength={200} onText={setName} />
          <div class="dialog__acts">
            <Button tone="quiet" onClick={close}>
              Leave it
            </Button>
            <Button type="submit" tone="primary" busy={busy} held={!name.trim()}>
              Rename
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
