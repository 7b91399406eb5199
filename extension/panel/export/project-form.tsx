import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { saveFile } from '../save-file.ts'
import type { ScriptDocument } from '../script/script-world.ts'
import { Button } from '../ui/button.tsx'
import { fileName } from './file-name.ts'

/** The whole project as a folder, as the server has it. */
export function ProjectForm({ document, title }: { document: ScriptDocument; title: string }) {
  const { world, feedback } = usePanel()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    const { state } = document.sync.value
    if (state !== 'saved')
      return feedback.toast({
        tone: 'bad',
        text: 'What you wrote last is not on the server yet, and would not be in it. Try again when it is saved.',
      })
    setBusy(true)
    const folder = await world.exports.folder(world.work.value.projectId)
    setBusy(false)
    if (!folder.ok) return feedback.toast({ tone: 'bad', text: folder.error.message })
    const name = fileName(title, 'project', 'zip')
    saveFile(name, 'application/zip', folder.value)
    feedback.toast({ tone: 'calm', text: `Saved as “${name}”` })
  }
  return (
    <section class="export__group" aria-label="Everything">
      <h3 class="export__title">Everything</h3>
      <div class="export__form">
        <p class="export__name">The whole project</p>
        <p class="export__says">
          Sources, findings, conversation, decisions and every script, as a folder to read, to keep, or to
          bring in again on another computer. Your channel and voices are not in it.
        </p>
        <div class="export__acts">
          <Button small icon="brief" busy={busy} onClick={() => void save()}>
            Save the whole project
          </Button>
        </div>
      </div>
    </section>
  )
}
