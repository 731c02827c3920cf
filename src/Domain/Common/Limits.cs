namespace PupilSupport.Domain.Common;

/// <summary>Lengths, in UTF-16 units, that many records share. An entity names its own bounds and borrows these.</summary>
public static class Limits
{
    public const int Title = 200;
    public const int Reason = 500;
    public const int Text = 4_000;
    public const int Narrative = 20_000;
}
