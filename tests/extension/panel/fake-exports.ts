import type { Project } from '../../../core/contract/project.ts'
import type { ExportWorld } from '../../../extension/panel/export/export-world.ts'
import type { Failure } from '../../../extension/panel/world.ts'

/** Takes every project in, but under its own ids: those are there already. */
export function fakeExports(
  note: (name: string, ...args: unknown[]) => void,
  next: { failure?: Failure | null },
  made: Project,
): ExportWorld {
  return {
    async open(page, script) {
      note('exports.open', page, script.title)
    },
    taken() {
      note('exports.taken')
    },
    async folder(projectId) {
      note('exports.folder', projectId)
      if (next.failure) return { ok: false, error: next.failure }
      return { ok: true, value: new ArrayBuffer(4) }
    },
    async bring(zip, asNew) {
      note('exports.bring', zip.name, asNew)
      if (next.failure) return { ok: false, error: next.failure }
      if (asNew) return { ok: true, value: made }
      const message =
        'This project, or a part of it, is here already. Bring it in as a new project beside it, or delete the one that is here first.'
      return { ok: false, error: { code: 'conflict', message } }
    },
  }
}
