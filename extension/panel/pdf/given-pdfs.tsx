import { useRef } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Progress } from '../ui/progress.tsx'
import { receiptWords } from '../work/receipt-words.ts'
import type { GivenPdf } from './pdf-world.ts'

/** The files that were given: how far each is, and why one could not be read. */
export function GivenPdfs() {
  const { world } = usePanel()
  const given = world.pdf.given.value
  if (given.length === 0) return null
  return (
    <section class="given" aria-label="PDF files">
      <ul class="given__list">
        {given.map(pdf => (
          <li key={pdf.id} class="given__pdf">
            <p class="given__name" dir="auto" title={pdf.name}>
              <Icon name="file" />
              <bdi>{pdf.name}</bdi>
            </p>
            <GivenState pdf={pdf} />
            {(pdf.state === 'failed' || pdf.state === 'saved') && (
              <button
                type="button"
                class="icon-button given__away"
                aria-label={`Dismiss ${pdf.name}`}
                onClick={() => world.pdf.forget(pdf.id)}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function GivenState({ pdf }: { pdf: GivenPdf }) {
  if (pdf.state === 'waiting') return <p class="given__words">Next in line</p>
  if (pdf.state === 'reading')
    return (
      <Progress
        label={pdf.total === null ? 'Opening it' : 'Reading its pages'}
        known={pdf.total === null ? null : { done: pdf.done, total: pdf.total, label: '' }}
      />
    )
  if (pdf.state === 'failed')
    return (
      <p class="given__words given__words--bad" role="alert">
        {pdf.failure.message}
      </p>
    )
  return (
    <p class="given__words" role="status">
      Saved · {receiptWords(pdf.source).spoken}
    </p>
  )
}

/** The way in for who has no mouse to drop with. */
export function AddPdfs({ tone = 'plain' }: { tone?: 'plain' | 'quiet' }) {
  const { world } = usePanel()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button small tone={tone} icon="file" onClick={() => input.current?.click()}>
        Add PDF files
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="application/pdf,.pdf"
        aria-label="PDF files"
        onChange={event => {
          const files = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (files.length > 0) void world.pdf.add(files)
        }}
      />
    </>
  )
}
