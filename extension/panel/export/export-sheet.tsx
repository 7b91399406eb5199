import { useState } from 'preact/hooks'
import { openSentences, openWords } from '../../../core/script/forms/open-sentences.ts'
import { copied } from '../copied.ts'
import { usePanel } from '../panel-context.ts'
import { saveFile } from '../save-file.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { useShared } from '../writing.tsx'
import { copyTable } from './copy-table.ts'
import { DecisionsForm } from './decisions-form.tsx'
import type { ExportProps } from './export-props.ts'
import type { ExportPage } from './export-world.ts'
import { fileName } from './file-name.ts'
import { type Form, forms, type Saving } from './forms.ts'
import { ProjectForm } from './project-form.tsx'

/** Every form in which the script leaves the panel. All are made here: nothing is sent anywhere. */
export function ExportSheet({
  script,
  document,
  decisions,
  onClosed,
}: ExportProps & { onClosed: () => void }) {
  const { world, feedback } = usePanel()
  const [busy, setBusy] = useState<string | null>(null)
  const state = document.state.value
  // A project as a whole is its owner's to take away.
  const isOwn = useShared() === null
  const { projects, projectId } = world.work.value
  const title = projects.find(({ id }) => id === projectId)?.title ?? 'Script'
  const options = { title, pace: script.pace.value }
  const open = openSentences(state)

  const failed = (text: string) => feedback.toast({ tone: 'bad', text })
  const copy = async (form: Form) => {
    const { plain, html } = form.copy!(state, options)
    const isThere = html
      ? await copyTable(feedback, { plain, html })
      : await copied(feedback, plain, `${form.name}: copied`)
    if (isThere) world.exports.taken()
  }
  const save = async (form: Form, saving: Saving) => {
    const name = fileName(title, form.file, saving.extension)
    setBusy(`${form.id} ${saving.extension}`)
    try {
      saveFile(name, saving.type, await saving.make(state, options))
      feedback.toast({ tone: 'calm', text: `Saved as “${name}”` })
      world.exports.taken()
    } catch {
      failed(`“${name}” could not be made. Close the panel, open it again and try once more.`)
    } finally {
      setBusy(null)
    }
  }
  const show = async (page: ExportPage) => {
    try {
      await world.exports.open(page, { ...options, state })
    } catch {
      failed('The page could not be opened. Close some of the browser’s tabs and try again.')
    }
  }
  return (
    <Dialog title="Export" shape="sheet" onClosed={onClosed}>
      {() => (
        <div class="export">
          {open.length > 0 && (
            <Notice tone="open" title={openWords(state)}>
              <p>You decide: they go along as they are, and each form but the spoken ones says which.</p>
            </Notice>
          )}
          <div class="export__pages">
            <Button icon="play" onClick={() => void show('teleprompter')}>
              Teleprompter
            </Button>
            <Button icon="read" onClick={() => void show('print')}>
              Print or PDF
            </Button>
          </div>
          {forms.map(group => (
            <section key={group.group} class="export__group" aria-label={group.group}>
              <h3 class="export__title">{group.group}</h3>
              <ul class="export__forms">
                {group.forms.map(form => (
                  <li key={form.id} class="export__form">
                    <p class="export__name">{form.name}</p>
                    <p class="export__says">{form.says}</p>
                    <div class="export__acts">
                      {form.copy && (
                        <Button
                          small
                          icon="copy"
                          aria-label={`Copy: ${form.name}`}
                          onClick={() => void copy(form)}
                        >
                          Copy
                        </Button>
                      )}
                      {form.saves.map(saving => (
                        <Button
                          key={saving.extension}
                          small
                          tone="quiet"
                          aria-label={`Save as ${saving.name}: ${form.name}`}
                          busy={busy === `${form.id} ${saving.extension}`}
                          onClick={() => void save(form, saving)}
                        >
                          {saving.name}
                        </Button>
                      ))}
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <DecisionsForm decisions={decisions} title={title} />
          {isOwn && <ProjectForm document={document} title={title} />}
        </div>
      )}
    </Dialog>
  )
}
