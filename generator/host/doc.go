// Package host sends a published folder as the hosts do that it is made for: with
// the headers of its file _headers and the redirects of its file _redirects, by
// the rules of Netlify (https://docs.netlify.com/manage/routing/overview/). What is
// seen here is what visitors will see.
//
// Of two kinds of rules it knows no more than the generator writes: headers by
// path; redirects and rewrites by path and query. Conditions, proxies and
// passwords are reported as errors.
package host
