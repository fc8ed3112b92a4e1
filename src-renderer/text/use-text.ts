/** The words of the language chosen in the settings. */
import { createContext, useContext } from 'react'
import { type ErrorCode, errorTable } from '../../src-shared/errors.ts'
import type { Language } from '../../src-shared/ipc-contract.ts'
import { en } from './en.ts'
import { type Text, zh } from './zh.ts'

export const texts: Record<Language, Text> = { zh, en }
export const LanguageContext = createContext<Language>('zh')

export function useText(): Text {
  return texts[useContext(LanguageContext)]
}

export function useLanguage(): Language {
  return useContext(LanguageContext)
}

/** What happened and what to do next, by code. */
export function errorWords(code: ErrorCode, language: Language): { happened: string; remedy: string } {
  return { happened: errorTable[code].happened[language], remedy: errorTable[code].remedy[language] }
}
