/**
 * Settings of a command line, each declared once: how it is named, understood, checked, shown in the help and passed on. All
 * programs of the project read their command lines with it.
 */
package mpjdht.cli.setting;
