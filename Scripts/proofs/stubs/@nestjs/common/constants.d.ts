export declare const METHOD_METADATA = 'method';
