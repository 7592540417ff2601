/** What a new integration's files are made from. */
export interface TemplateFacts {
  /** Folder and name in the API: `acme-chat`. */
  readonly name: string;
  /** Name for people: `Acme chat`. */
  readonly label: string;
  /** Address of a JSON Schema as a file of the folder `depth` levels below the integration's writes it. */
  schema(kind: 'integration' | 'native' | 'mapping' | 'case', depth: number): string;
}
