import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { droppedFiles } from './dropped-files.ts'

/** Caption files and folders can be dropped anywhere on the channel. */
export function DropFiles({ children }: { children: ComponentChildren }) {
  const { channel } = usePanel().world
  const [over, setOver] = useState(false)
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut, the buttons do the same
    <div
      class={`channel-drop${over ? ' channel-drop--over' : ''}`}
      onDragOver={event => {
        if (!hasFiles(event)) return
        event.preventDefault()
        event.stopPropagation()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        if (!event.dataTransfer || !hasFiles(event)) return
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        void droppedFiles(event.dataTransfer).then(files => channel.takeFiles(files))
      }}
    >
      {children}
    </div>
  )
}
