import { useState } from 'preact/hooks'
import { IconButton } from '../ui/button.tsx'
import { PageLink } from '../ui/link.tsx'
import type { Inline } from './inline.ts'
import type { Block } from './markdown.ts'
import type { Table } from './markdown-table.ts'

/** A block of what was kept, as elements of ours: words, and nothing that the page made. */
export function BlockWords({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h3 class="reader__heading" dir="auto">
          <Words words={block.words} />
        </h3>
      )
    case 'code':
      return <Code text={block.text} language={block.language} />
    case 'tex':
      return (
        <p class="reader__formula" dir="ltr">
          <code>{block.text}</code>
        </p>
      )
    case 'table':
      return <TableWords table={block.table} />
    case 'picture':
      return (
        <p class="reader__picture" dir="auto">
          Picture: <PictureLink alt={block.alt} src={block.src} />
        </p>
      )
    case 'quote':
      return (
        <blockquote class="reader__quote" dir="auto">
          <Words words={block.words} />
        </blockquote>
      )
    case 'item':
      return (
        <p class={`reader__item reader__item--${block.depth}`} dir="auto">
          {block.mark} <Words words={block.words} />
        </p>
      )
    case 'paragraph':
      return (
        <p dir="auto">
          <Words words={block.words} />
        </p>
      )
  }
}

/** A picture is never loaded from where it is: its address is offered, to be opened by the creator. */
export function PictureLink({ alt, src }: { alt: string; src: string | null }) {
  const name = alt || 'without a description'
  return src ? <PageLink url={src}>{name}</PageLink> : <span>{name}</span>
}

function Words({ words }: { words: Inline[] }) {
  return (
    <>
      {words.map((each, at) =>
        each.as === 'words' ? (
          each.text
        ) : (
          <code key={at} class={each.as === 'tex' ? 'reader__tex' : 'reader__inline'} dir="ltr">
            {each.text}
          </code>
        ),
      )}
    </>
  )
}

function Code({ text, language }: { text: string; language: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <div class="reader__code">
      <div class="reader__code-head">
        <span>{language}</span>
        <span role="status">{copied && 'Copied'}</span>
        <IconButton
          icon="copy"
          label="Copy the code"
          onClick={async () => {
            try {
              await navigator.clipboard.writeText(text)
              setCopied(true)
              setTimeout(() => setCopied(false), 2_000)
            } catch {
              // The browser keeps the clipboard: the text can be selected.
            }
          }}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <pre tabIndex={0} dir="ltr">
        {text}
      </pre>
    </div>
  )
}

function TableWords({ table }: { table: Table }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section class="reader__table" tabIndex={0} aria-label="Table">
      <table>
        <thead>
          <tr>
            {table.head.map((cell, at) => (
              <th key={at} scope="col" dir="auto">
                <Words words={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column} dir="auto">
                  <Words words={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
