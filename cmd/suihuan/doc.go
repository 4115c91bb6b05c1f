// Command suihuan is the webhook bot 穗环助手 for the Official Account and
// WeCom of 广州生态环境, with the tools to check what it knows.
package main
