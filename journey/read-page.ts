import { Worker } from 'node:worker_threads'
import { gunzipSync } from 'node:zlib'
import { limits } from '../core/contract/limits.ts'
import { err, type Result } from '../core/contract/result.ts'
import type { Capture } from '../core/contract/source.ts'
import { capturedPage } from '../extension/capture/captured-page.ts'
import type { ClipDeps } from '../extension/capture/clip.ts'
import { TakenPage } from '../extension/capture/taken-page.ts'
import { decodePage } from '../extension/links/decode-page.ts'
import { bytesOf, type FoundFile } from './files.ts'
import type { GivenPage } from './page-thread.ts'

/** A page that takes longer is given up: it was made to take long. */
const MOST_MS = 30_000

/** A saved page, read as the extension reads one that it fetched. The error is a sentence on the file. */
export async function readPage(
  file: FoundFile,
  projectId: string,
  deps: Pick<ClipDeps, 'now' | 'newId'>,
): Promise<Result<Capture, string>> {
  const html = await htmlOf(file)
  if (html === null) return err('It is too large, damaged or not to be read.')
  const given: GivenPage = { html, fallback: `file:///${encodeURIComponent(file.name)}` }
  const taken = TakenPage.safeParse(await inThread(given))
  if (!taken.success) return err('It could not be read as a page.')
  const captured = await capturedPage(taken.data, projectId, deps)
  if (!captured.ok)
    return err(
      taken.data.got === 'nothing' && taken.data.why === 'empty_page'
        ? 'It has no text.'
        : captured.error.message,
    )
  return captured
}

async function htmlOf(file: FoundFile): Promise<string | null> {
  const bytes = await bytesOf(file, limits.pageChars)
  if (!bytes) return null
  if (!/\.gz$/i.test(file.name)) return decodePage(bytes, null)
  try {
    return decodePage(gunzipSync(bytes, { maxOutputLength: limits.pageChars }), null)
  } catch {
    return null
  }
}

/** In a thread of its own, which has the globals of a page and can be ended. What the readers log there is for nobody. */
function inThread(given: GivenPage): Promise<unknown> {
  return new Promise(resolve => {
    const thread = new Worker(new URL('./page-thread.ts', import.meta.url), {
      workerData: given,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 1_500 },
    })
    const end = (answer: unknown) => {
      clearTimeout(timer)
      resolve(answer)
      void thread.terminate()
    }
    const timer = setTimeout(end, MOST_MS, null)
    thread.stdout.resume()
    thread.stderr.resume()
    thread.once('message', end)
    thread.once('error', () => end(null))
    thread.once('exit', () => end(null))
  })
}
