import { useEffect, useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Icon } from '../ui/icon.tsx'

/**
 * PDFs may be dropped anywhere on the panel. What else is dropped is left to whoever wants it (a video takes its
 * caption file), and what nobody wants is not let through: the browser would show the file instead of the panel.
 */
export function DropZone() {
  const { world } = usePanel()
  const [over, setOver] = useState(false)
  useEffect(() => {
    let left: ReturnType<typeof setTimeout> | undefined
    const away = () => {
      clearTimeout(left)
      setOver(false)
    }
    const drag = (event: DragEvent) => {
      if (!carriesPdf(event) || world.held.peek() !== null) return
      event.preventDefault()
      event.stopPropagation()
      event.dataTransfer!.dropEffect = 'copy'
      setOver(true)
      // Nothing tells reliably that a file was carried out of the window: the browser says all the time that it is in.
      clearTimeout(left)
      left = setTimeout(away, 400)
    }
    const drop = (event: DragEvent) => {
      const pdfs = [...(event.dataTransfer?.files ?? [])].filter(isPdf)
      away()
      if (pdfs.length === 0 || world.held.peek() !== null) return
      event.preventDefault()
      event.stopPropagation()
      void world.pdf.add(pdfs)
    }
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'none'
    }
    document.addEventListener('dragover', drag, true)
    document.addEventListener('drop', drop, true)
    document.addEventListener('dragover', refuse)
    document.addEventListener('drop', refuse)
    return () => {
      clearTimeout(left)
      document.removeEventListener('dragover', drag, true)
      document.removeEventListener('drop', drop, true)
      document.removeEventListener('dragover', refuse)
      document.removeEventListener('drop', refuse)
    }
  }, [world])
  return over ? (
    <p class="drop-zone" aria-hidden="true">
      <Icon name="file" /> Drop the PDF to clip it
    </p>
  ) : null
}

const isPdf = (file: { name: string; type: string }): boolean =>
  file.type === 'application/pdf' || /\.pdf$/i.test(file.name)

/** While it is carried, a file has a type and no name yet. */
const carriesPdf = ({ dataTransfer }: DragEvent): boolean =>
  [...(dataTransfer?.items ?? [])].some(item => item.kind === 'file' && item.type === 'application/pdf')
