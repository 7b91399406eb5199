import { createHash, type Hash } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Refusal } from '../refusal.ts'
import { familyOf, type Pooling } from './embedding-families.ts'
import type { LocalModel } from './embedding-messages.ts'

/** A folder with a model's files, or the name of one that is fetched from huggingface.co once. */
export type LocalModelConfig = { folder: string } | { name: string }

export const LIBRARY = '@huggingface/transformers@4.3.2'

/** As `@huggingface/transformers` calls them, the most exact first. */
const PRECISIONS = [
  ['fp32', 'model.onnx'],
  ['fp16', 'model_fp16.onnx'],
  ['q8', 'model_quantized.onnx'],
] as const

/**
 * What to load, and the name under which its vectors are kept: of a folder it has a hash of what is in it, because
 * anything may stand there tomorrow.
 * @throws Refusal where the library or the model's files are not there
 */
export function findLocalModel(
  config: LocalModelConfig,
  dataFolder: string,
): LocalModel & { identity: string } {
  const library = findLibrary(join(dataFolder, 'local'))
  if ('name' in config) {
    const { name } = config
    const { pooling } = familyOf(name)
    const from = join(dataFolder, 'models')
    return { library, name, from, fetched: true, precision: 'q8', pooling, identity: `local ${name} q8` }
  }
  const { folder } = config
  const missing = (what: string) =>
    new Refusal(
      `EMBEDDING_LOCAL is not usable: ${folder} has no ${what}. It takes a folder with a model for transformers.js, or the name of one, such as Xenova/all-MiniLM-L6-v2.`,
    )
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json'])
    if (!existsSync(join(folder, file))) throw missing(file)
  const found = PRECISIONS.find(([, file]) => existsSync(join(folder, 'onnx', file)))
  if (!found) throw missing('onnx/model.onnx')
  const [precision, file] = found
  const name = basename(folder)
  const pooling = poolingOf(folder) ?? familyOf(name).pooling
  const hash = createHash('sha256').update(pooling)
  for (const part of ['config.json', 'tokenizer.json', join('onnx', file), join('onnx', `${file}_data`)])
    hashFile(hash, join(folder, part))
  const identity = `local ${name} ${precision} ${hash.digest('hex').slice(0, 12)}`
  return { library, name, from: dirname(folder), fetched: false, precision, pooling, identity }
}

/** Where the creator installed it, which outlasts an update of Ownwords; or beside Ownwords' own packages. */
function findLibrary(folder: string): string {
  for (const base of [join(folder, 'package.json'), import.meta.url]) {
    try {
      return createRequire(base).resolve('@huggingface/transformers')
    } catch {
      // Looked for in the next place.
    }
  }
  throw new Refusal(
    `EMBEDDING_LOCAL needs ${LIBRARY}, which is not installed. Install it once (some 500 MB), or leave EMBEDDING_LOCAL empty: npm install --ignore-scripts --prefix "${folder}" ${LIBRARY}`,
  )
}

/** A piece at a time: a model may be larger than a buffer can be. A file that is not there adds nothing. */
function hashFile(hash: Hash, path: string): void {
  if (!existsSync(path)) return
  const file = openSync(path, 'r')
  try {
    const piece = Buffer.alloc(1 << 20)
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece))
      hash.update(piece.subarray(0, length))
  } finally {
    closeSync(file)
  }
}

/** As sentence-transformers writes it; null where it says nothing that is known here. */
function poolingOf(folder: string): Pooling | null {
  try {
    const said = JSON.parse(readFileSync(join(folder, '1_Pooling', 'config.json'), 'utf8'))
    if (said.pooling_mode_cls_token === true) return 'cls'
    if (said.pooling_mode_lasttoken === true) return 'last_token'
    return said.pooling_mode_mean_tokens === true ? 'mean' : null
  } catch {
    return null
  }
}
