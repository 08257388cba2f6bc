exports.verify = (token) => JSON.parse(Buffer.from(token, 'base64').toString());
