import { type GivenFile, mostFiles } from '../../channel/caption-files.ts'

const deepest = 12

/**
 * The files of a drop, folders opened. Call it in the event itself: afterwards the browser has forgotten what was
 * dropped. What cannot be read is left out; endless trees end.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<GivenFile[]> {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry()).filter(entry => entry !== null)
  const found: GivenFile[] = []
  for (const entry of entries) await gather(entry, found, 0)
  return found
}

async function gather(entry: FileSystemEntry, found: GivenFile[], depth: number): Promise<void> {
  if (found.length >= mostFiles || depth > deepest) return
  try {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) =>
        (entry as FileSystemFileEntry).file(resolve, reject),
      )
      found.push({ path: entry.fullPath.replace(/^\//, ''), file })
      return
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader()
    // A reader gives a hundred at a time, and none at the end.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      )
      if (!some.length) return
      for (const each of some) await gather(each, found, depth + 1)
    }
  } catch {
    // A file that went meanwhile, or that the system keeps to itself.
  }
}
