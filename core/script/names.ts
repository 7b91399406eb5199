import { monthOrDay, unitOf } from '../numbers/measure-words.ts'

/** Words that begin sentences and are no names: what stands there is written large in any case. */
const COMMON = new Set(
  `a about above according actually after again against ah all almost along already also although always am an and
  another any anybody anyone anything anyway are as ask at away back basically be because been before behind being
  below besides best better between beyond big both but by bye call can cannot come compare consider could day did
  different do does done down during each either else enough especially even ever every everybody everyone everything
  exactly example except expert experts far few find finally first follow for forget fortunately from get give given go
  good got great had half hang has have he hello help hence her here hers hey hi him his hold hope how however i if
  imagine in indeed inside instead into is it its just keep know last later least less let listen little look lots love
  make many maybe me mean meanwhile might mind mine moreover most much must my myself never next no nobody none nor not
  nothing notice now of off often oh ok okay on once one only onto open or other others ought our ours out outside over
  own pay people per perhaps please plus put quick quite rather read really remember right said same say saw science
  scientist second see seen she should show shows similarly simply since so some somebody someone something sometimes
  soon sorry start still stop subscribe such suppose sure take tell than thank thanks that the their theirs them then
  there therefore these they thing things think third this those though through throughout thus till time to today
  together tomorrow too try turn under unfortunately unless until up upon us use usually very video wait want was watch
  way we welcome well were what whatever when whenever where wherever whether which while who whoever whole whom whose
  why will wish with within without wonder would wow write wrong yeah year yes yesterday yet you your yours yourself study
  studies research report reports article paper data evidence source sources quote author critics fans science facts
  fact myth question answer picture fun true false bad new old young long short high low water life nature history
  der die das ein eine einer eines und oder aber wenn weil dass ich du er sie es wir ihr ist sind war waren hat haben
  nicht kein auch nur noch schon so wie was wer wo warum hier da dann jetzt heute also doch mal man mit von zu im in am
  an auf aus bei für nach über um vor laut studie studien forscher wissenschaftler quelle zitat bericht artikel frage
  antwort satz video le la les un une des et ou mais si je tu il elle nous vous ils elles est sont ne pas que qui quoi
  dans sur pour avec sans selon el los las una y o pero yo él ella nosotros es son no según en con por para
  `.split(/\s+/),
)
/** Endings of words of a kind: «Researchers», «Recently», «Looking». */
const KIND = /(?:ly|ing|ists|ers|ors|ians|ies|tions|ments|ness|ed)$/i
const WORD = /[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’.&-](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+)*/gu
/** A sentence begins after its end and at the beginning; what stands before in quotation marks and brackets is no word. */
const BEGINS = /(?:^|[.?!…:\n])[\s"“”„«»'‘’()[\]*_–—-]*$/u

/**
 * Words that are written as names are: large within a sentence, in capitals, or large at its beginning and not one of
 * those that commonly begin one. A noun that German writes large counts too, so that too much is held for a name, not
 * too little.
 */
export function namesIn(text: string): string[] {
  const names: string[] = []
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const bare = word.replace(/['’]s?$|['’](?:s|re|ve|ll|d|m)$/iu, '')
    if (!/^\p{Lu}/u.test(bare) && !/\p{Ll}\p{Lu}/u.test(bare)) continue
    const lower = bare.toLowerCase()
    if (lower === 'i' || monthOrDay(bare) || unitOf(bare)) continue
    const capitals = bare.length > 1 && bare === bare.toUpperCase()
    if (!capitals && BEGINS.test(text.slice(0, index)) && (COMMON.has(lower) || KIND.test(lower))) continue
    names.push(bare)
  }
  return names
}
