exports.METHOD_METADATA = 'method';
