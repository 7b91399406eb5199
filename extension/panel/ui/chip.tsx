import type { ComponentChildren } from 'preact'

/** A state in one word; `shape` tells it apart where colour does not. */
export function Chip({
  shape,
  children,
}: {
  shape: 'good' | 'open' | 'bad' | 'calm'
  children: ComponentChildren
}) {
  return <span class={`chip chip--${shape}`}>{children}</span>
}
