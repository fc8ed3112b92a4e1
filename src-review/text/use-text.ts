/** The words of the language chosen in this browser. */
import { createContext, useContext } from 'react'
import { type ErrorCode, errorTable } from '../../src-shared/errors.ts'
import { en } from './en.ts'
import { type Text, zh } from './zh.ts'

export type Language = 'zh' | 'en'
const texts: Record<Language, Text> = { zh, en }
export const LanguageContext = createContext<Language>('zh')

export const useLanguage = (): Language => useContext(LanguageContext)
export const useText = (): Text => texts[useLanguage()]
export const errorText = (code: ErrorCode, language: Language): string => [errorTable[code].happened[language], errorTable[code].remedy[language]].join(language === 'zh' ? '' : ' ')
