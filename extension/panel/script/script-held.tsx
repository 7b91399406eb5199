import type { ComponentChildren } from 'preact'
import { Notice } from '../ui/notice.tsx'
import { OnlyRead } from '../writing.tsx'
import type { ScriptDocument } from './script-world.ts'

/** What changes a script, or says that this panel only reads it, and why. */
export function ScriptHeld({
  document,
  children,
}: {
  document: ScriptDocument
  children: ComponentChildren
}) {
  const held = document.held.value
  return (
    <OnlyRead value={held !== null}>
      {held && (
        <Notice tone="open" title="A newer Ownwords wrote in this script: here you can read it">
          <p>{held}</p>
        </Notice>
      )}
      {children}
    </OnlyRead>
  )
}
