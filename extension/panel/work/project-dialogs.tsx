import { useState } from 'preact/hooks'
import type { Project } from '../../../core/contract/project.ts'
import type { Result } from '../../../core/contract/result.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { count } from '../words/numbers.ts'
import type { Failure } from '../world.ts'

interface NameProjectProps {
  heading: string
  /** What its button says. */
  act: string
  title: string
  save: (title: string) => Promise<Result<unknown, Failure>>
  onClosed: () => void
}

export function NameProject({ heading, act, title, save, onClosed }: NameProjectProps) {
  const [name, setName] = useState(title)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  return (
    <Dialog title={heading} onClosed={onClosed}>
      {close => (
        <form
          onSubmit={async event => {
            event.preventDefault()
            if (busy) return
            const wanted = name.trim()
            if (!wanted) return setError('Give it a name: what the video is about is enough.')
            setBusy(true)
            const result = await save(wanted)
            setBusy(false)
            if (result.ok) close()
            else setError(result.error.message)
          }}
        >
          <Field
            label="What the video is about"
            value={name}
            maxLength={200}
            error={error}
            onText={text => {
              setName(text)
              setError(null)
            }}
          />
          <div class="dialog__acts">
            <Button tone="quiet" onClick={close}>
              Cancel
            </Button>
            <Button tone="primary" type="submit" busy={busy}>
              {act}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}

export function DeleteProject({ project, onClosed }: { project: Project; onClosed: () => void }) {
  const { world, feedback } = usePanel()
  return (
    <Confirm
      title="Delete this project?"
      keep="Keep it"
      act="Delete project"
      onAct={() => world.deleteProject(project.id)}
      onDone={() => feedback.toast({ tone: 'calm', text: `Deleted “${project.title}”` })}
      onClosed={onClosed}
    >
      <p dir="auto">
        <b>{project.title}</b>
      </p>
      <p>
        {project.sources > 0
          ? `Its ${count(project.sources, 'source')} and its briefs go with it. This cannot be undone.`
          : 'It has no sources. This cannot be undone.'}
      </p>
    </Confirm>
  )
}
