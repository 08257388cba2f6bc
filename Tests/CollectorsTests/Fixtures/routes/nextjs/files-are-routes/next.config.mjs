/** @type {import('next').NextConfig} */
const config = { basePath: '/shop' };

export default config;
