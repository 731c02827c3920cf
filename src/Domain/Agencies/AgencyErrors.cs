using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Agencies;

public static class AgencyErrors
{
    public static readonly Error Twice = new("agency-value-twice", ErrorKind.Rule, "A service or an area of need is named once.");

    public static readonly Error Ages = new("agency-ages", ErrorKind.Rule, "Ages do not end before they start.");

    public static readonly Error Postcode = new("agency-postcode", ErrorKind.Rule, "An area is the outward part of a postcode in capitals, as RG1.");

    public static readonly Error Authority = new("agency-local-authority", ErrorKind.Rule, "A local authority is named by the DfE's number of 3 digits.");

    public static readonly Error Language = new("agency-language", ErrorKind.Rule, "A language is an ISO 639-1 code of 2 small letters.");

    public static readonly Error Website = new("agency-website", ErrorKind.Rule, "A website is an absolute address, http or https, without a user.");

    public static readonly Error Email = new("agency-email", ErrorKind.Rule, "An address of e-mail has an @.");

    public static readonly Error IntoItself = new("agency-merge-into-itself", ErrorKind.Rule, "An agency is merged into another one.");

    public static readonly Error IntoInactive = new(
        "agency-merge-into-inactive", ErrorKind.Conflict, "Agencies are merged into one that is active; one that is merged itself says into which.");

    public static readonly Error IntoNarrower = new(
        "agency-merge-into-narrower", ErrorKind.Rule, "Whoever sees the entry must see the one that it is merged into: a trust-wide one, or one of the same school.");

    public static readonly Error NotActive = new("agency-not-active", ErrorKind.Rule, "The agency is archived or merged into another; name one that is active.");

    public static readonly Error SearchWords = new(
        "agency-search-words", ErrorKind.Rule, "A need is the code of a service, or one to six words of three letters or more.");
}
