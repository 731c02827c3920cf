using PupilSupport.Application.Common.Contract;

namespace PupilSupport.Application.CodeSets;

/// <summary>A list of codes that the API takes and gives.</summary>
/// <param name="Name">Its name, as in the address.</param>
/// <param name="Description">What its codes say.</param>
/// <param name="Source">Who publishes it: a national list, or this API.</param>
public sealed record CodeSetSummaryDto(
    [property: Text(50)] string Name,
    [property: Text(200)] string Description,
    [property: Text(200)] string Source);

/// <summary>A list of codes with all its codes.</summary>
/// <param name="Name">Its name, as in the address.</param>
/// <param name="Description">What its codes say.</param>
/// <param name="Source">Who publishes it: a national list, or this API.</param>
/// <param name="Codes">The codes in their usual order, retired ones included.</param>
public sealed record CodeSetDto(
    [property: Text(50)] string Name,
    [property: Text(200)] string Description,
    [property: Text(200)] string Source,
    [property: Items(200)] IReadOnlyList<CodeDto> Codes);

/// <summary>One code.</summary>
/// <param name="Code">As it stands in requests and answers.</param>
/// <param name="Label">For people.</param>
/// <param name="ValidFrom">The first day on which it may be used; null when it always could be.</param>
/// <param name="ValidTo">The last day on which it may be used; null while it is in force.</param>
/// <param name="Group">The class of codes that it counts with; null when the list has none.</param>
public sealed record CodeDto(
    [property: Text(50)] string Code,
    [property: Text(200)] string Label,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    [property: Text(50)] string? Group = null);
