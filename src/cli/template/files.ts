import { caseFile } from './case-file.ts';
import type { TemplateFacts } from './facts.ts';
import { integrationFile } from './integration-file.ts';
import { mappingFile } from './mapping-file.ts';
import { nativeFile } from './native-file.ts';
import { qualityFile } from './quality-file.ts';
import { readmeFile } from './readme-file.ts';

/** Every file of a new integration, by its path below the folder. */
export const templateFiles: Readonly<Record<string, (facts: TemplateFacts) => string>> = {
  'README.md': readmeFile,
  'cases/members.list.yaml': caseFile,
  'integration.yaml': integrationFile,
  'native/users.yaml': nativeFile,
  'quality.yaml': qualityFile,
  'unified/instant-messaging/members.yaml': mappingFile,
};
