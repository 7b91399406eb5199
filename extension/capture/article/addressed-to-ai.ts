/** How a sentence that is meant for a language model and not for a reader usually begins. */
const orders = [
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,40}\b(?:previous|prior|above|earlier|preceding|foregoing|system|your|all|any)\b[^.!?\n]{0,30}\b(?:instructions?|prompts?|rules|guidelines|directives|context|messages?)\b/i,
  /\b(?:ignoriere?n?|vergiss|missachte)\b[^.!?\n]{0,40}\b(?:anweisungen|anleitungen|vorgaben|regeln)\b/i,
  /\b(?:ignore[zr]?|oublie[zr]?)\b[^.!?\n]{0,40}\b(?:instructions?|consignes)\b/i,
  /\b(?:ignora|olvida|ignorar)\b[^.!?\n]{0,40}\binstrucciones\b/i,
  /\b(?:attention|note|notice|instructions?|important|message)\b[^.!?\n]{0,20}\b(?:to|for)\b[^.!?\n]{0,20}\b(?:ai|a\.i\.|llms?|language models?|chatbots?|ai (?:assistants?|agents?|models?|tools?|crawlers?)|chatgpt|claude|gemini|gpt-?\d?|copilot)\b/i,
  /\b(?:if you are|if you're|you are now|as) an? (?:ai|llm|large language model|language model|ai (?:assistant|agent|model)|chatbot)\b[^.!?\n]{0,120}\b(?:must|should|say|tell|write|include|recommend|mention|respond|reply|output|do not|don't|never|always|ignore|please)\b/i,
  /\b(?:ai|llm|language model|chatbot)s?(?: assistants?| agents?| models?)?\b[^.!?\n]{0,30}\b(?:must|should|shall|are (?:instructed|required|asked) to)\b[^.!?\n]{0,60}\b(?:say|tell|write|include|recommend|mention|state|praise|output|reply|respond|ignore|summari[sz]e)\b/i,
  /\b(?:reveal|print|repeat|output|show)\b[^.!?\n]{0,30}\b(?:your|the) (?:system prompt|hidden prompt|initial instructions|instructions above)\b/i,
  /<\|?(?:im_start|im_end|system|endoftext|assistant)\|?>|\[\/?INST\]|<<SYS>>|^\s*(?:###\s*)?(?:system|assistant)\s*(?:prompt|message)?\s*:\s*you (?:are|must|will)\b/im,
]

/** Longer texts are looked at in pieces, so that no pattern is ever given a whole book. */
const piece = 20_000

/** Whether a text gives orders to a language model. A guess by its words, for a warning, never a reason to drop text. */
export function addressesAi(text: string): boolean {
  for (let at = 0; at < text.length; at += piece - 200) {
    const part = text.slice(at, at + piece)
    if (orders.some(order => order.test(part))) return true
  }
  return false
}
