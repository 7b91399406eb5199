import type { SourceText } from '../../sources/texts.ts'
import { readMaterial } from '../material.ts'
import { rank } from '../ranking.ts'
import { readStatements } from './candidates.ts'
import type { ReadSources } from './claims-finder.ts'
import { voicesOf } from './voices.ts'

/** Reads sources for what they claim; null where they have no whole sentences. @param rest awaited again and again */
export async function readForClaims(
  texts: SourceText[],
  rest: () => Promise<void>,
): Promise<ReadSources | null> {
  const material = await readMaterial(texts, rest)
  if (material.sentences.length === 0) return null
  const ranking = rank(material)
  await rest()
  const voices = voicesOf(texts, material.sentences)
  await rest()
  return { material, ranking, voices, ...(await readStatements(material, ranking, rest)) }
}
